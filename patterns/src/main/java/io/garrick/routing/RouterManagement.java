package io.garrick.routing;

/** What a router's actor is told itself. It is handled after what the sender told the router before, and before or after what it tells it next. */
sealed interface RouterManagement permits GetRoutees, AddRoutee, RemoveRoutee {}
