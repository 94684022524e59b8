/**
 * Voices of people: what is kept of a recording, who allowed it, and which parts of it a model is shown.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package alan.api.voice;
