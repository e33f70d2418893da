using System.Management.Automation;

using Mim.Core.Revocation.Ssh;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Lists the key revocation lists published so far, newest first.</summary>
[Cmdlet(VerbsCommon.Get, Nouns.SshRevocationList, SupportsPaging = true)]
[OutputType(typeof(SshRevocationList))]
public sealed class GetMachineSshRevocationListCommand : MimCommand
{
    private protected override void Process()
    {
        var page = new Page(PagingParameters);
        page.Write(this, Session.Ssh.RevocationLists.Find(StopToken).Take(page.Rows ?? int.MaxValue));
    }
}
