#pragma once
// Four floats at once, in the vector types that g++ and clang share: plain SSE2 on x86-64, the same
// operations in the same order on every machine. Inside stats/consensus.

#include <bit>
#include <cstdint>

namespace assay::stats {

using Float4 = float __attribute__((vector_size(16)));
using Int4 = std::int32_t __attribute__((vector_size(16)));

inline Float4 float4(float x) { return Float4{x, x, x, x}; }
inline Float4 larger(Float4 a, Float4 b) { return a > b ? a : b; }

inline float largest(Float4 x) {
  const float a = x[0] > x[1] ? x[0] : x[1];
  const float b = x[2] > x[3] ? x[2] : x[3];
  return a > b ? a : b;
}
inline float sum_of(Float4 x) { return (x[0] + x[1]) + (x[2] + x[3]); }

// e^x for x <= 0; relative error below 3e-7. Below -80 it stays at e^-80: no probability is 0, and none
// becomes a denormal number, which would cost a hundred times as much. Range reduction by powers of two and
// the polynomial of degree 5 of Cephes' expf (Moshier 1989).
inline Float4 exp_negative(Float4 x) {
  const Float4 clamped = larger(x, float4(-80.0F));
  const Int4 whole = __builtin_convertvector(clamped * 1.44269504088896341F - 0.5F, Int4);
  const Float4 n = __builtin_convertvector(whole, Float4);
  const Float4 r = clamped - n * 0.693359375F + n * 2.12194440e-4F;
  Float4 p = float4(1.9875691500e-4F);
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = p * r * r + r + 1.0F;
  return p * std::bit_cast<Float4>((whole + 127) << 23);
}

// The same for one number, 0 below -87.
inline float exp_negative(float x) { return x < -87.0F ? 0.0F : exp_negative(float4(x))[0]; }

}  // namespace assay::stats
