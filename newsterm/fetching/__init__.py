"""The network: HTTP client, conditional requests, feed discovery."""
