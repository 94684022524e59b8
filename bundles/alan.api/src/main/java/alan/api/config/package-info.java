/**
 * Whether what the user wrote into {@code config/} makes sense, and who else writes there.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.2.0")
package alan.api.config;
