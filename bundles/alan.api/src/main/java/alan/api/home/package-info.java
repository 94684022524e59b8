/**
 * Alan as a voice service for a home's hub, such as Home Assistant.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package alan.api.home;
