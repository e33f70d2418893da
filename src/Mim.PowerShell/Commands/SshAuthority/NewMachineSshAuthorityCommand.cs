using System.Management.Automation;

using Mim.Core.Issuing.Ssh;
using Mim.PowerShell.Binding;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Commands;

/// <summary>Makes authorities of SSH.</summary>
[Cmdlet(VerbsCommon.New, Nouns.SshAuthority, SupportsShouldProcess = true)]
[OutputType(typeof(SshAuthority))]
public sealed class NewMachineSshAuthorityCommand : SshIssuingCommand
{
    /// <summary>The authority whose place this one is to take.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SshAuthorityNameCompleter))]
    public string? Replaces { get; set; }

    /// <summary>Whom it certifies.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public SshAuthorityUse? Use { get; set; }

    private protected override void Issue()
    {
        var like = Said(Replaces) is { } replaced
            ? Session.Ssh.Authorities.Next(Name, replaced, StopToken)
            : new NewSshAuthority { Name = Name };
        var wanted = FilledForSsh(like with { Use = Use ?? like.Use });
        Make(
            $"{wanted.Name}, {wanted.Use}, {wanted.KeyAlgorithm}",
            wanted.Replaces is null ? "Make SSH authority" : $"Make SSH authority to replace {wanted.Replaces}",
            () => Session.Ssh.Authorities.Check(wanted, StopToken),
            () => Session.Ssh.Authorities.Create(wanted, StopToken));
    }
}
