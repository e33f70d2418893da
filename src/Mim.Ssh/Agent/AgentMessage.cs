namespace Mim.Ssh.Agent;

/// <summary>Types of messages to and from an agent (draft-ietf-sshm-ssh-agent section 6.1).</summary>
internal static class AgentMessage
{
    public const byte Failure = 5;
    public const byte RequestIdentities = 11;
    public const byte IdentitiesAnswer = 12;
    public const byte SignRequest = 13;
    public const byte SignResponse = 14;
}
