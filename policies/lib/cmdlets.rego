# METADATA
# description: The cmdlets that remediations call.
package exchlint.lib.cmdlets

# setter is the cmdlet that changes a connector of either kind. Only of a send
# connector is it known whether front ends proxy its mail.
default setter(_) := "Set-ReceiveConnector"

setter(connector) := "Set-SendConnector" if is_boolean(connector.proxied)
