/**
 * Voice activity: where somebody speaks in a recording or at a microphone.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package alan.api.listen;
