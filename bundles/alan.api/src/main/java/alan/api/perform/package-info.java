/**
 * Scripts for several voices: reading, performing and writing them.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package alan.api.perform;
