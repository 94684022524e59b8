/**
 * The places that a model's file can come from: each is one record, which names the place and knows how to get the file from
 * there.
 */
package alan.models.source;
