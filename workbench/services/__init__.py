"""What the application does, for the command line and the server alike; knows neither."""
