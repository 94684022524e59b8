/**
 * What the tests of several modules need: the product's own models, sound, a measure of what was heard, and a measure of
 * memory.
 */
package alan.testing;
