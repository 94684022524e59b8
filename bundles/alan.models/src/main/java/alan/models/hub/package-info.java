/**
 * The Hugging Face Hub: its download protocol, its cache on disk, and the environment variables by which a person sets it up.
 * Each means here what it means to
 * {@code huggingface_hub}, the Hub's own client for Python.
 */
package alan.models.hub;
