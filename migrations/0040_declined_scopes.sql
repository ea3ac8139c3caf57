CREATE TABLE `declined_scopes` (
	`scope` text PRIMARY KEY NOT NULL
);
