using Mim.Pki.Keys;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Keys;

public sealed class SignsWithHashContractTests() : SignsWithHashContract(new KeyFactory());
