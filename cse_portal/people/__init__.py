"""Who works in an agency: invitations, leavers and their work, absences, access reviews."""
