using System.Management.Automation;

using Mim.Core.Issuing;
using Mim.Core.Tokens;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Makes authorities of tokens: keys that sign JSON Web Tokens.</summary>
[Cmdlet(VerbsCommon.New, Nouns.TokenAuthority, SupportsShouldProcess = true)]
[OutputType(typeof(TokenAuthority))]
public sealed class NewMachineTokenAuthorityCommand : MakingCommand
{
    /// <summary>Algorithm of its key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public KeyAlgorithm? KeyAlgorithm { get; set; }

    /// <summary>What its tokens name as their issuer.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Issuer { get; set; }

    /// <summary>The longest life of a token.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Span]
    public TimeSpan? LongestToken { get; set; }

    private protected override void Process() => Attempt(Name, Make);

    private void Make()
    {
        var wanted = Filled(new NewTokenAuthority { Name = Name, Issuer = Said(Issuer) });
        wanted = wanted with { KeyAlgorithm = KeyAlgorithm ?? wanted.KeyAlgorithm, LongestToken = LongestToken ?? wanted.LongestToken };
        Make(
            $"{Name}, {wanted.KeyAlgorithm}",
            "Make authority of tokens",
            () => Session.TokenAuthorities.Check(wanted, StopToken),
            () => Session.TokenAuthorities.Create(wanted, StopToken));
    }
}
