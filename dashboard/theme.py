"""The look of the dashboard and the settings of its server, as Streamlit options.

Colours are Okabe and Ito's eight, which people with any kind of colour vision can tell apart
(https://jfly.uni-koeln.de/color/), each darkened or lightened until text on it reads well.
"""

from typing import Final

__all__ = ["LOOPBACK", "MAX_UPLOAD_MEGABYTES", "streamlit_options"]

LOOPBACK: Final = "127.0.0.1"
MAX_UPLOAD_MEGABYTES: Final = 5

_SERVER: Final[dict[str, object]] = {
    "server.address": LOOPBACK,
    "server.allowedHosts": [LOOPBACK, "localhost"],
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.maxUploadSize": MAX_UPLOAD_MEGABYTES,
    "server.maxWidgetStateSize": MAX_UPLOAD_MEGABYTES,
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "type",
    "client.showErrorLinks": False,
    "client.toolbarMode": "viewer",
    "client.allowedOrigins": [],
    "global.developmentMode": False,
    "logger.hideWelcomeMessage": True,
    "logger.level": "warning",
    "runner.magicEnabled": False,
}

_SHARED: Final[dict[str, object]] = {
    "theme.baseRadius": "0.4rem",
    "theme.buttonRadius": "0.4rem",
    "theme.baseFontSize": 15,
    "theme.headingFontSizes": ["1.7rem", "1.3rem", "1.1rem", "1rem", "0.95rem", "0.9rem"],
    "theme.headingFontWeights": [650, 650, 600, 600, 600, 600],
    "theme.linkUnderline": True,
    "theme.chartCategoricalColors": [
        "#0072B2",
        "#E69F00",
        "#009E73",
        "#CC79A7",
        "#D55E00",
        "#56B4E9",
        "#F0E442",
    ],
    "theme.paddingTop": "1.2rem",
    "theme.paddingBottom": "3rem",
    "theme.showWidgetBorder": True,
}

_LIGHT: Final[dict[str, object]] = {
    "theme.light.primaryColor": "#005f94",
    "theme.light.backgroundColor": "#ffffff",
    "theme.light.secondaryBackgroundColor": "#f2f5f8",
    "theme.light.textColor": "#0c151e",
    "theme.light.linkColor": "#005f94",
    "theme.light.borderColor": "#d5dde5",
    "theme.light.codeBackgroundColor": "#f2f5f8",
    "theme.light.codeTextColor": "#1b2733",
    "theme.light.grayTextColor": "#55636f",
}

_DARK: Final[dict[str, object]] = {
    "theme.dark.primaryColor": "#5cb6ea",
    "theme.dark.backgroundColor": "#12181f",
    "theme.dark.secondaryBackgroundColor": "#1c252e",
    "theme.dark.textColor": "#e6ecf1",
    "theme.dark.linkColor": "#7cc5f0",
    "theme.dark.borderColor": "#364350",
    "theme.dark.codeBackgroundColor": "#1c252e",
    "theme.dark.codeTextColor": "#e6ecf1",
    "theme.dark.grayTextColor": "#a5b1bc",
}


def streamlit_options(port: int) -> dict[str, object]:
    """Return every Streamlit option that the dashboard sets, for a server on `port`."""
    return {"server.port": port, **_SERVER, **_SHARED, **_LIGHT, **_DARK}
