"""Owns what is mounted where: the public listener for visitors, the private one for owner and technician."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.staticfiles import StaticFiles

from appliance.api import problems
from appliance.api.routes import (
    cache,
    chat,
    cloud,
    egress,
    facts,
    handoffs,
    health,
    imports,
    insights,
    jobs,
    knowledge,
    leads,
    models,
    occasions,
    outbox,
    products,
    status,
    teaching,
    website,
    widget,
)
from appliance.api.services import Services

VISITORS = (health.router, chat.router, widget.router, leads.visitors, handoffs.visitors)
OWNERS = (
    *VISITORS,
    status.router,
    leads.router,
    handoffs.router,
    outbox.router,
    jobs.router,
    knowledge.router,
    facts.router,
    imports.router,
    teaching.router,
    website.router,
    products.router,
    models.router,
    insights.router,
    cache.router,
    occasions.router,
    cloud.router,
    egress.router,
)


def public_app(services: Services, demo: bool) -> FastAPI:
    """What anyone on the website may reach: questions, the widget, and with `demo` the demo shop's page."""
    app = _app(services, "Shopbell for visitors", private=False)
    for router in VISITORS:
        app.include_router(router)
    # Other websites are refused unless the owner named them; the box's own pages need no permission.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=services.settings.widget.allowed_origins,
        allow_methods=("GET", "POST", "DELETE"),
        allow_headers=("content-type", "last-event-id"),
    )
    app.mount("/widget", StaticFiles(directory=services.assets / "appliance/widget/build"))
    if demo:
        app.mount("/", StaticFiles(directory=services.assets / "demo/page", html=True))
    return app


def private_app(services: Services, token: str) -> FastAPI:
    """What owner and technician may reach, with the token of this box."""
    app = _app(services, "Shopbell for owner and technician", private=True)
    app.state.token = token
    for router in OWNERS:
        app.include_router(router)
    return app


def _app(services: Services, title: str, *, private: bool) -> FastAPI:
    app = FastAPI(title=title, version=services.version, docs_url=None, redoc_url=None)
    app.state.services = services
    app.state.private = private
    problems.install(app)
    return app
