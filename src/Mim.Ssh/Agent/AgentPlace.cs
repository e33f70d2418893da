namespace Mim.Ssh.Agent;

/// <summary>The one key that the OpenSSH client is to log in with, and the agent that has it. Full paths.</summary>
/// <param name="Socket">Of the agent.</param>
/// <param name="PublicKeyFile">By which the client asks for that key and no other.</param>
internal sealed record AgentPlace(string Socket, string PublicKeyFile)
{
    /// <summary>The certificate of the key; null when there is none.</summary>
    public string? CertificateFile { get; init; }
}
