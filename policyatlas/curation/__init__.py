"""The desk: admin, workflow, readiness, and loading of facts."""
