"""The command line: plain commands that import Textual only to open the app, and the app without click."""
