using Mim.Testing.Certificates;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Keys;

public sealed class TestSigningKeyTests() : PrivateKeyContract(new TestSigningKey());
