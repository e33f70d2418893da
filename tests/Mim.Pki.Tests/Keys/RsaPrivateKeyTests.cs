using Mim.Core.Issuing;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Keys;

public sealed class RsaPrivateKeyTests() : PrivateKeyContract(TestKeys.Get(KeyAlgorithm.Rsa2048));
