/**
 * Voice activity: where somebody speaks in a recording or at a microphone. Who it is that speaks. And whether a wake word was
 * said.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("2.0.0")
package alan.api.listen;
