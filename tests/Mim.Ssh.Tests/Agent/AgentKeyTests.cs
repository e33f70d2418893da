using Mim.Core.Issuing;
using Mim.Pki.Keys;
using Mim.Ssh.Agent;
using Mim.Ssh.Keys;
using Mim.Testing;

namespace Mim.Ssh.Tests.Agent;

public sealed class AgentKeyTests : IDisposable
{
    private readonly Core.Ports.IPrivateKey _signer = new KeyFactory().Generate(KeyAlgorithm.Rsa3072);
    private readonly SshPublicKey _key;

    public AgentKeyTests() => _key = SshPublicKey.Read(new SshKeyEncoder().EncodePublic(_signer.SubjectPublicKeyInfo));

    public void Dispose() => _signer.Dispose();

    [Fact]
    public void Its_key_is_told() =>
        Assert.Equal(
            new WireBuilder().Octet(AgentMessage.IdentitiesAnswer).Number(1).Text(_key.Blob).Text([]).Bytes,
            new AgentKey(_signer, _key).Answer([AgentMessage.RequestIdentities]));

    [Theory]
    [InlineData(2, "rsa-sha2-256")]
    [InlineData(4, "rsa-sha2-512")]
    public void A_signature_is_of_the_sort_that_is_asked_for(uint flags, string name)
    {
        var answer = new SshWireReader(new AgentKey(_signer, _key).Answer(Request(_key.Blob, flags)));
        Assert.Equal(AgentMessage.SignResponse, answer.Octet());
        var signature = new SshWireReader(answer.Text());
        Assert.Equal(name, System.Text.Encoding.ASCII.GetString(signature.Text()));
    }

    [Fact]
    public void With_another_key_nothing_is_signed()
    {
        var key = new AgentKey(_signer, _key);
        Assert.Equal([AgentMessage.Failure], key.Answer(Request([.. _key.Blob, 0], 0)));
        Assert.Equal([AgentMessage.Failure], key.Answer([27]));
        Assert.False(key.HasSigned);
    }

    [Fact]
    public void Damaged_requests_are_refused_or_answered()
    {
        var mutator = new Mutator(7);
        var key = new AgentKey(_signer, _key);
        var request = Request(_key.Blob, 4);
        for (var round = 0; round < 300; round++)
        {
            Assert.NotEmpty(key.Answer(mutator.Mutate(request)));
        }

        Assert.Equal([AgentMessage.Failure], key.Answer([]));
    }

    private static byte[] Request(byte[] blob, uint flags) =>
        new WireBuilder().Octet(AgentMessage.SignRequest).Text(blob).Text("data"u8).Number(flags).Bytes;
}
