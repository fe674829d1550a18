"""The doors of the desk: who may sign in, how often one may try, and with what besides a password."""
