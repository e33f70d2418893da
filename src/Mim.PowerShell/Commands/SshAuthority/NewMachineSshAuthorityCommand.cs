using System.Management.Automation;

using Mim.Core.Issuing.Ssh;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Makes authorities of SSH.</summary>
[Cmdlet(VerbsCommon.New, Nouns.SshAuthority, SupportsShouldProcess = true)]
[OutputType(typeof(SshAuthority))]
public sealed class NewMachineSshAuthorityCommand : SshIssuingCommand
{
    /// <summary>Whom it certifies.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public SshAuthorityUse? Use { get; set; }

    private protected override void Issue()
    {
        var wanted = FilledForSsh(new NewSshAuthority { Name = Name, Use = Use ?? SshAuthorityUse.User });
        Make(
            $"{wanted.Name}, {wanted.Use}, {wanted.KeyAlgorithm}",
            "Make SSH authority",
            () => Session.Ssh.Authorities.Check(wanted, StopToken),
            () => Session.Ssh.Authorities.Create(wanted, StopToken));
    }
}
