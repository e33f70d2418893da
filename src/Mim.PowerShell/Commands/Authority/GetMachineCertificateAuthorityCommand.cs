using System.Management.Automation;

using Mim.Core.Issuing;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Lists the built-in authorities.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.Authority)]
[OutputType(typeof(CertificateAuthority))]
public sealed class GetMachineCertificateAuthorityCommand : AuthorityCommand
{
    private protected override void Process()
    {
        var authorities = Session.Authorities.Find([], StopToken).ToDictionary(authority => authority.Id);
        foreach (var identity in ChosenOrAll())
        {
            if (authorities.TryGetValue(identity.Id, out var authority))
            {
                WriteObject(authority);
            }
        }
    }
}
