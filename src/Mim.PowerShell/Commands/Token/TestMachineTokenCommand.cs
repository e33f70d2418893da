using System.Management.Automation;
using System.Net;
using System.Security;

using Mim.Core.Tokens;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Says what tokens are worth for what they are asked for. Accepting one is a use of it.</summary>
[Cmdlet(VerbsDiagnostic.Test, Nouns.Token)]
[OutputType(typeof(TokenVerdict))]
public sealed class TestMachineTokenCommand : MimCommand
{
    /// <summary>The token that was shown.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public SecureString[] Token { get; set; } = [];

    /// <summary>The service that asks.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Audience { get; set; }

    /// <summary>All that the holder is about to do.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Scope { get; set; } = [];

    /// <summary>The address that it came from.</summary>
    [Parameter]
    [ValidateNotNull]
    public IPAddress? SourceAddress { get; set; }

    /// <summary>Only look: it is no use, and nothing is recorded.</summary>
    [Parameter]
    public SwitchParameter Inspect { get; set; }

    private protected override void Process()
    {
        foreach (var token in Token)
        {
            Attempt(target: null, () => Test(token));
        }
    }

    private void Test(SecureString token)
    {
        using var text = Secrets.Utf8(token);
        var question = new TokenQuestion { Token = text, Audience = Audience, Scopes = Scope, Source = SourceAddress, IsInspection = Inspect };
        WriteObject(Session.Tokens.Test(question, StopToken));
    }
}
