package io.garrick.actor;

/** What is there once per system and can be asked for by its {@link ExtensionId}: settings, clients, registries. A mark without methods. */
public interface Extension {}
