"""The app: a web server on the archive, for one analyst on one machine. Nothing it shows comes from elsewhere."""
