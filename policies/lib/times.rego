# METADATA
# description: How rules show spans of time.
package exchlint.lib.times

# shown writes seconds as PowerShell does: 00:10:00.
shown(seconds) := sprintf("%02d:%02d:%02d", [floor(seconds / 3600), floor(seconds / 60) % 60, seconds % 60])
