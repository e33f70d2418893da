using Mim.Core.Issuing;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Keys;

public sealed class EcPrivateKeyTests() : PrivateKeyContract(TestKeys.Get(KeyAlgorithm.EcdsaP521));
