package io.garrick.actor;

/** Marks messages that do not restart the receive timeout of whoever gets them (promise T03). */
public interface NotInfluenceReceiveTimeout {}
