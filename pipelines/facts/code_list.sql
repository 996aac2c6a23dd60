-- The codes of typed.code_list, once each (staging/codes.sql).
insert into facts.code_list from latest_codes
