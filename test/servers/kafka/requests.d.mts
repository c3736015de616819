export declare function requestReader(hear: (apiKey: number) => void): (bytes: Buffer) => void;
