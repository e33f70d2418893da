using System.Management.Automation;

using Mim.Core.Issuing.Ssh;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that makes identities of SSH.</summary>
public abstract class SshIssuingCommand : IssuingCommand
{
    /// <summary>Stands behind the public key where it is written.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Comment { get; set; }

    private protected sealed override void Process() => Attempt(Name, Issue);

    /// <summary>Makes what the current record asks for.</summary>
    private protected abstract void Issue();

    /// <summary>With what all identities of SSH have, as the parameters say it.</summary>
    private protected T FilledForSsh<T>(T wanted)
        where T : NewSshIdentity => Filled(wanted) with { KeyAlgorithm = KeyAlgorithm ?? wanted.KeyAlgorithm, Comment = Said(Comment) };
}
