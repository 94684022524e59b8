/** What every backend of CSM-1B must hold: tests that each backend's bundle extends. */
package alan.tts.csm.testing;
