using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Makes keys of SSH.</summary>
[Cmdlet(VerbsCommon.New, Nouns.SshKey, SupportsShouldProcess = true)]
[OutputType(typeof(MachineIdentity))]
public sealed class NewMachineSshKeyCommand : SshIssuingCommand
{
    /// <summary>Make the key of a host.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter HostKey { get; set; }

    private protected override void Issue()
    {
        var wanted = FilledForSsh(new NewSshKey { Name = Name, IsHostKey = HostKey });
        Make(
            $"{wanted.Name}, {wanted.KeyAlgorithm}",
            HostKey ? "Make SSH host key" : "Make SSH key",
            () => Session.Ssh.Keys.Check(wanted, StopToken),
            () => Session.Ssh.Keys.Issue(wanted, StopToken));
    }
}
