"""The archive of a dist/ folder: index.html, index.json and the feeds, all of it from the manifests there."""
