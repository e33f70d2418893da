using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Tokens;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Lists authorities of tokens.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.TokenAuthority)]
[OutputType(typeof(TokenAuthority))]
public sealed class GetMachineTokenAuthorityCommand : IdentityCommand
{
    private protected override IReadOnlyList<IdentityKind> Kinds { get; } = [IdentityKind.TokenAuthority];

    private protected override void Process()
    {
        foreach (var identity in IsChosen ? Chosen() : Find(new IdentityQuery { Kinds = Kinds }))
        {
            if (Session.TokenAuthorities.Find(identity) is { } authority)
            {
                WriteObject(authority);
            }
        }
    }
}
