/**
 * Whether what the user wrote into {@code config/} makes sense.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package alan.api.config;
