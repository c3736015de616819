export declare function hasDocker(): Promise<boolean>;
