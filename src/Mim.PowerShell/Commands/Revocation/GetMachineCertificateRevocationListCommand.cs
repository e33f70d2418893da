using System.Management.Automation;

using Mim.Core.Revocation;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Lists the revocation lists published so far, newest first.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.RevocationList, SupportsPaging = true)]
[OutputType(typeof(RevocationList))]
public sealed class GetMachineCertificateRevocationListCommand : AuthorityCommand
{
    private protected override void Process()
    {
        var lists = IsChosen
            ? Chosen().SelectMany(authority => Session.RevocationLists.Find(authority.Id, StopToken))
            : Session.RevocationLists.Find(authorityId: null, StopToken);
        var page = new Page(PagingParameters);
        page.Write(this, lists.Take(page.Rows ?? int.MaxValue));
    }
}
