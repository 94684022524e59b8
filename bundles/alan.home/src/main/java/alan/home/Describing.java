package alan.home;

import alan.api.AlanException;

/** {@code describe}: which services there are. Needs no engine, and so no line. */
final class Describing implements Work {
    private final Faculties faculties;

    Describing(Faculties faculties) {
        this.faculties = faculties;
    }

    @Override
    public String service() {
        return null;
    }

    @Override
    public void run(Desk desk) throws AlanException, CancelledException {
        desk.send(faculties.services().info().event());
    }
}
