/**
 * Voice activity: where somebody speaks in a recording or at a microphone. And who it is that speaks.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package alan.api.listen;
