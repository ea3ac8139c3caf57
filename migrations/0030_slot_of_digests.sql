-- Digests that wait to be posted: their planned time in place of the note that they are late.
UPDATE `outbox` SET `payload` = json_set(json_remove(`payload`, '$.lateSince'), '$.slotAt', coalesce(json_extract(`payload`, '$.lateSince'), `created_at`))
WHERE `kind` IN ('digest', 'request_digest', 'nurture_list') AND `state` IN ('waiting', 'sending');
