using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text;

using Mim.Core.Tokens;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Says what tokens are worth for what they are asked for. Accepting one is a use of it.</summary>
[Cmdlet(VerbsDiagnostic.Test, Nouns.Token, DefaultParameterSetName = InStore)]
[OutputType(typeof(TokenVerdict))]
public sealed class TestMachineTokenCommand : MimCommand
{
    private const string InStore = nameof(InStore);
    private const string BySignature = nameof(BySignature);

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
    [Parameter(ParameterSetName = InStore)]
    [ValidateNotNull]
    public IPAddress? SourceAddress { get; set; }

    /// <summary>Only look: it is no use, and nothing is recorded.</summary>
    [Parameter(ParameterSetName = InStore)]
    public SwitchParameter Inspect { get; set; }

    /// <summary>A JSON Web Key Set: judge by the signature alone, without the store.</summary>
    [Parameter(ParameterSetName = BySignature, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? KeySet { get; set; }

    /// <summary>The issuer that is trusted.</summary>
    [Parameter(ParameterSetName = BySignature, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? Issuer { get; set; }

    /// <summary>How far the clocks of both may lie apart.</summary>
    [Parameter(ParameterSetName = BySignature)]
    [Span]
    public TimeSpan? ClockSkew { get; set; }

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
        WriteObject(KeySet is null ? Session.Tokens.Test(question, StopToken) : Session.Tokens.Test(Signed(question, KeySet)));
    }

    private SignedTokenQuestion Signed(TokenQuestion question, string keySet)
    {
        var signed = new SignedTokenQuestion { Token = question, KeySet = Encoding.UTF8.GetBytes(keySet), Issuer = Issuer! };
        return ClockSkew is { } skew ? signed with { ClockSkew = skew } : signed;
    }
}
