package alan.companion;

import alan.api.companion.Persona;
import alan.api.companion.TurnRequest;

/**
 * What the stages of a turn share.
 *
 * @param pipeline runs them
 * @param faculties what they need
 * @param request what is asked
 * @param persona who is asked
 * @param settings how
 * @param conversation what was said before
 * @param notes what happens
 */
record TurnContext(
        Pipeline pipeline,
        Faculties faculties,
        TurnRequest request,
        Persona persona,
        Settings settings,
        Conversation conversation,
        TurnNotes notes) {}
