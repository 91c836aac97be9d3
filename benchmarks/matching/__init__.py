"""Pool matching on made data: distractors, the fit of the weights, figures, speed."""
