"""The schema's steps, oldest first; `workbench.database.migrate` takes them at every start."""
