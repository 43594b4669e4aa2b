import { runFakeService } from "./fake-service.ts";

await runFakeService("processor");
